import { pathToFileURL } from "node:url";

/**
 * Packages that stay out of bundles: those that are one large file already, or machine code, and
 * load others that lie beside them.
 */
const packages = [
	"@axe-core/playwright",
	"@electric-sql/pglite",
	"esbuild",
	"lighthouse",
	"onnxruntime-common",
	"onnxruntime-node",
	"onnxruntime-web",
	"playwright-core",
	"tsx",
	"webgpu",
];

/** An esbuild plugin: imports of those packages lead to where the importing file finds them. @type {import("esbuild").Plugin} */
export const outside = {
	name: "outside",
	setup({ onResolve, resolve }) {
		const filter = new RegExp(`^(${packages.join("|")})(/|$)`);
		onResolve({ filter }, async ({ path, kind, importer, resolveDir, pluginData }) => {
			if (pluginData === "looking") return undefined;
			const found = await resolve(path, { kind, importer, resolveDir, pluginData: "looking" });
			// One that isn't installed, which its importer may allow, is looked for at run time.
			if (found.errors.length > 0) return { path, external: true };
			const required = kind === "require-call" || kind === "require-resolve";
			return { path: required ? found.path : pathToFileURL(found.path).href, external: true };
		});
	},
};
