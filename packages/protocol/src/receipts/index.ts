export type { AuditReport } from "./auditTally.ts";
export * from "./checkReceipts.ts";
export * from "./problems.ts";
export * from "./receipt.ts";
export * from "./receiptsFile.ts";
export * from "./receiptTree.ts";
export * from "./sample.ts";
