import '../features/decode/decode.client.ts'
