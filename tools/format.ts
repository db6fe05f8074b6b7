// `npm run format`: brings every file to the project's form.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  'node_modules/.bin/biome',
  ['format', '--write', ...process.argv.slice(2), '.'],
  {
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
