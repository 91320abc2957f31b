// Imported first by every command: stops with a sentence where Node is too old to run the rest.
// Nothing here or in the commands' own files may be newer than what such a Node can parse.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		`Tabgrid needs Node 20.19 or newer, and this is ${process.versions.node}. Get one from https://nodejs.org or with a version manager, then run the command again.`,
	);
	process.exit(1);
}
