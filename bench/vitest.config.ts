import { defineConfig } from "vitest/config";
import { sharedModules } from "../scripts/verify/vitestSettings.ts";

export default defineConfig({ test: { ...sharedModules, include: ["**/*.test.ts"] } });
