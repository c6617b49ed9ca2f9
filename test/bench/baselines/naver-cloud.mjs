// The script that most people would write for NAVER Cloud: axios, xml2js (the vendor answers XML unless told otherwise),
// and an awaited Put for each metered line.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import axios from 'axios';
import { createHmac } from 'node:crypto';
import { parseStringPromise } from 'xml2js';

const MONTHS = ['202611', '202610', '202609'];
const PAGE = 1000;

async function page(month, pageNo) {
  const query = `startMonth=${month}&endMonth=${month}&pageNo=${pageNo}&pageSize=${PAGE}&isPartner=true&responseFormatType=xml`;
  const target = `/billing/v1/cost/getContractUsageList?${query}`;
  const time = String(Date.now());
  const signature = createHmac('sha256', 'secret').update(`GET ${target}\n${time}\naccess`).digest('base64');
  const headers = {
    'x-ncp-apigw-timestamp': time,
    'x-ncp-iam-access-key': 'access',
    'x-ncp-apigw-signature-v2': signature,
  };
  const { data } = await axios.get(`${process.env.BENCH_VENDOR}${target}`, { headers });
  const { getContractUsageListResponse } = await parseStringPromise(data, { explicitArray: false });
  return getContractUsageListResponse;
}

const listOf = (parent, name) => [parent?.[name] ?? []].flat();

function* itemsOf(response, month) {
  for (const contract of listOf(response.contractList, 'contract')) {
    for (const product of listOf(contract.contractProductList, 'contractProduct')) {
      for (const usage of listOf(product.usageList, 'usage')) {
        yield {
          pk: contract.memberNo,
          sk: `${contract.contractNo}#${product.contractProductSequence}#${usage.meteringType.code}#${usage.useMonth || month}`,
          productCode: product.productCode,
          contractType: contract.contractType.code,
          instanceName: contract.instanceName,
          regionCode: contract.regionCode,
          quantity: Number(usage.usageQuantity),
          unit: usage.unit.code,
          collectedAt: new Date().toISOString(),
        };
      }
    }
  }
}

export async function prepare() {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return async () => {
    let rows = 0;
    for (const month of MONTHS) {
      for (let pageNo = 1, total = 1; (pageNo - 1) * PAGE < total; pageNo++) {
        const response = await page(month, pageNo);
        total = Number(response.totalRows);
        for (const Item of itemsOf(response, month)) {
          await table.send(new PutCommand({ TableName: 'seatwatch', Item }));
          rows++;
        }
      }
    }
    return { rows };
  };
}
