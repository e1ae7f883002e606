// The six calls of the Open Inference Protocol with grpc-js; prints one JSON object.
// node six-calls.js PORT DESCRIPTORS MODEL ELEMENTS...
const fs = require('fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [port, descriptors, model, ...elements] = process.argv.slice(2);
const definition = loader.loadFileDescriptorSetFromBuffer(
    fs.readFileSync(descriptors), {keepCase: true, longs: Number, defaults: true});
const {GRPCInferenceService} = grpc.loadPackageDefinition(definition).inference;
const client = new GRPCInferenceService('127.0.0.1:' + port, grpc.credentials.createInsecure());

const call = (name, request) => new Promise((resolve, reject) =>
    client[name](request, {deadline: Date.now() + 20000},
        (error, answer) => error ? reject(error) : resolve(answer)));

const input = {
  name: 'image', datatype: 'FP32', shape: [1, 3, 16, 16],
  contents: {fp32_contents: elements.map(Number)},
};

async function main() {
  const unknown = await call('ModelMetadata', {name: 'nobody'}).catch(error => error);
  const metadata = await call('ModelMetadata', {name: model});
  const answer = await call('ModelInfer', {model_name: model, id: '7', inputs: [input]});
  console.log(JSON.stringify({
    live: (await call('ServerLive', {})).live,
    ready: (await call('ServerReady', {})).ready,
    server: (await call('ServerMetadata', {})).name,
    modelReady: (await call('ModelReady', {name: model})).ready,
    inputs: metadata.inputs.map(each => each.name + ' ' + each.datatype + ' ' + each.shape),
    outputs: metadata.outputs.map(each => each.name),
    unknown: unknown.code,
    id: answer.id,
    raw: answer.raw_output_contents[0].toString('base64'),
  }));
  client.close();
}

main().catch(error => { console.error(error.message); process.exit(1); });
