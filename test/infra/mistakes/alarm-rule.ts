/**
 * Whether CloudWatch can read a composite alarm's rule.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function isAlarmRule(text: string): boolean {
  const tokens = text.match(/"[^"]*"|[()]|[^\s()"]+/g) ?? [];
  let next = 0;
  const take = (token: string): boolean => tokens[next] === token && ++next > 0;

  function either(): boolean {
    if (!both()) return false;
    while (take('OR')) if (!both()) return false;
    return true;
  }
  function both(): boolean {
    if (!single()) return false;
    while (take('AND')) if (!single()) return false;
    return true;
  }
  function single(): boolean {
    if (take('NOT')) return single();
    if (take('TRUE') || take('FALSE')) return true;
    if (take('(')) return either() && take(')');
    if (!['ALARM', 'OK', 'INSUFFICIENT_DATA'].some(take) || !take('(')) return false;
    const name = tokens[next++] ?? ')';
    return name !== ')' && name !== '(' && name !== '""' && take(')');
  }
  return either() && next === tokens.length;
}
