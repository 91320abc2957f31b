export type { GridPorts } from "./choosePorts.ts";
export { FolderInUseError } from "./lockFolder.ts";
export { ServiceError } from "./service.ts";
export { type Grid, type StartGridOptions, startGrid } from "./startGrid.ts";
