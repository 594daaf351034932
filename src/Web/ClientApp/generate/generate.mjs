// Generates src/api/schema.d.ts from the server's OpenAPI document; with --check, only verifies that it is up to date.
// It has its own package.json, because openapi-typescript needs the compiler API, which TypeScript 7 does not have.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const arguments_ = process.argv.slice(2);
const source =
  arguments_.find((argument) => !argument.startsWith('--')) ?? 'http://localhost:8000/openapi/v1.json';
const target = new URL('../src/api/schema.d.ts', import.meta.url);

const document = /^https?:/.test(source)
  ? await fetch(source).then((response) => response.text())
  : await readFile(source, 'utf8');

const string = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
const types = await openapiTS(document, {
  transform: (schema) => (schema.format === 'date-time' ? string : undefined),
});
const text = `// Generated from the server's OpenAPI document by \`npm run generate\`.\n\n${astToString(types)}`;

if (!arguments_.includes('--check')) {
  await writeFile(target, text);
} else if (text !== (await readFile(target, 'utf8'))) {
  process.stderr.write('src/api/schema.d.ts is out of date: run `npm run generate`.\n');
  process.exitCode = 1;
}
