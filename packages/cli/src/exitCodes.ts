/** What the process ends with; shown by `tabgrid --help`. */
export const exitCodes = {
	done: 0,
	/** Refused or gone wrong: the error's code and sentence are on standard error. */
	failed: 1,
	/** The command line or the environment is wrong. */
	usage: 2,
	/** The job ended without every shard verified. */
	jobIncomplete: 3,
	/** The matcher or the chain does not answer. */
	unreachable: 4,
	interrupted: 130,
} as const;

export const exitCodesHelp = `
Exit codes:
  0    done
  1    refused or failed; standard error has the code and a sentence
  2    the command line or the environment is wrong
  3    the job ended without every shard verified
  4    the matcher or the chain does not answer
  130  interrupted; the same command again goes on where it stopped`;
