// Asks npm's webidl2 about the grammar of many files: takes their paths on
// standard input, a line each, and prints for each of them a line: empty if it
// is accepted, otherwise what webidl2 says, as JSON.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const { parse } = require('webidl2');

const verdicts = [];
for (const path of readFileSync(0, 'utf8').split('\n')) {
  if (path === '') continue;
  try {
    parse(readFileSync(path, 'utf8'));
    verdicts.push('');
  } catch (error) {
    if (error.name !== 'WebIDLParseError') throw error;
    verdicts.push(JSON.stringify(
        {message: error.bareMessage, context: error.context}));
  }
}
process.stdout.write(verdicts.join('\n') + '\n');
