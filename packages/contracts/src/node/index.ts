export { type AnvilAccount, anvilAccounts } from "./anvilAccounts.ts";
export { type DeployedContracts, type DeployOptions, deployContracts } from "./deployContracts.ts";
export { type RunningAnvil, type StartAnvilOptions, startAnvil } from "./startAnvil.ts";
