import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";

const run = promisify(execFile);
/** Postgres refuses to run as root; this is `nobody` on every Unix. */
const nobody = 65_534;

/** The folder with initdb and postgres, from PATH or where Debian keeps them; null if there is none. */
async function findBinaries(): Promise<string | null> {
	const debian = "/usr/lib/postgresql";
	const versions = await readdir(debian).catch(() => []);
	const folders = [
		...versions
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(debian, version, "bin")),
		...(process.env.PATH ?? "").split(delimiter),
	];
	for (const folder of folders) {
		const names: readonly string[] = await readdir(folder).catch(() => []);
		if (names.includes("initdb") && names.includes("postgres")) return folder;
	}
	return null;
}

/**
 * Makes a database with all that another one of its server holds, and answers its URL. Nobody may be
 * connected to that one.
 */
export async function copyDatabase(url: string): Promise<string> {
	const [original, copy] = [new URL(url), new URL(url)];
	copy.pathname = `/copy_${randomUUID().replaceAll("-", "")}`;
	const server = new URL(url);
	server.pathname = "/postgres";
	const admin = new Client({ connectionString: server.href });
	await admin.connect();
	try {
		await admin.query(
			`create database ${copy.pathname.slice(1)} template ${original.pathname.slice(1)}`,
		);
	} finally {
		await admin.end();
	}
	return copy.href;
}

export interface PostgresServer {
	/** Makes a new, empty database and answers its URL. */
	readonly createDatabase: () => Promise<string>;
	/** Ends the server, every connection with it, and starts it again on the same data. */
	readonly restart: () => Promise<void>;
	readonly stop: () => Promise<void>;
}

async function connected(url: string, server: ChildProcess): Promise<Client> {
	for (;;) {
		const client = new Client({ connectionString: url });
		try {
			await client.connect();
			return client;
		} catch (error) {
			await client.end().catch(() => undefined);
			if (server.exitCode !== null) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

/**
 * Starts a Postgres server of its own on a Unix socket in a temporary folder, as an ordinary user.
 * It forgets what a power cut takes unless `durable`. Null where Postgres isn't installed.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | null> {
	const binaries = await findBinaries();
	if (binaries === null) return null;
	const folder = await mkdtemp(join(tmpdir(), "tabgrid-pg-"));
	const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
	if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
	const data = join(folder, "data");
	const options = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" } };
	const initdb = ["-D", data, "-U", "tabgrid", "-A", "trust", "-E", "UTF8", "--no-sync"];
	await run(join(binaries, "initdb"), initdb, options);
	const settings = [
		"-D",
		data,
		"-k",
		folder,
		"-c",
		"listen_addresses=",
		"-c",
		`fsync=${durable ? "on" : "off"}`,
	];
	const launch = () => spawn(join(binaries, "postgres"), settings, { ...options, stdio: "ignore" });
	let server = launch();
	const urlOf = (name: string) =>
		`postgres://tabgrid@localhost/${name}?host=${encodeURIComponent(folder)}`;
	let admin = await connected(urlOf("postgres"), server);
	const end = async () => {
		await admin.end();
		const gone = new Promise((resolve) => server.once("exit", resolve));
		server.kill("SIGINT"); // fast shutdown
		await gone;
	};
	let databases = 0;
	return {
		createDatabase: async () => {
			databases += 1;
			await admin.query(`create database test_${databases}`);
			return urlOf(`test_${databases}`);
		},
		restart: async () => {
			await end();
			server = launch();
			admin = await connected(urlOf("postgres"), server);
		},
		stop: async () => {
			await end();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
