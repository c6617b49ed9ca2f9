// What the bundles get for the SDK's search for credentials. Lambda hands them over in environment variables; profiles,
// single sign-on and metadata servers, 120 KB and 20 ms of every cold start, are for other machines.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
