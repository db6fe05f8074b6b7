// `npm run amaan -- NAME ...`: finds the command, runs it, and says errors in one line.
import { AmaanError } from '@amaan/base';
import { COMMANDS } from './registry.ts';

async function help(): Promise<number> {
  console.log('Usage: npm run amaan -- COMMAND ...\n');
  for (const name of Object.keys(COMMANDS).sort()) {
    const command = await COMMANDS[name]?.();
    console.log(`  ${name.padEnd(12)} ${command?.summary}`);
  }
  console.log('\nnpm run amaan -- COMMAND --help says more of one.');
  return 0;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') return help();
  const load = COMMANDS[name];
  if (!load) {
    console.error(`amaan: there is no command "${name}". Without a command, amaan lists them.`);
    return 2;
  }
  const command = await load();
  if (args.includes('--help')) {
    console.log(`${command.summary}\n\n${command.usage}`);
    return 0;
  }
  return command.run(args);
}

// A reader that has enough (`| head`) closes the pipe: that is an end, not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Our own errors are sentences for the reader, and so is what the system says of a file that was named; anything
  // else is a fault of ours and shows where it happened.
  const ofFile = error instanceof Error && 'syscall' in error && 'path' in error;
  if (error instanceof AmaanError || ofFile) console.error(`amaan: ${error.message}`);
  else console.error(error);
  process.exitCode = 1;
}
