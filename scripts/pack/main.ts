import { resolve } from "node:path";
import { packLibraries } from "./packLibraries.ts";

const [folder = ".tabgrid/packages"] = process.argv.slice(2).filter((word) => word !== "--");
const files = await packLibraries(resolve(folder));
console.log(`${files.join("\n")}\n\nIn a project of yours:\n  npm install ${files.join(" ")}`);
