/** Limits that every side enforces; sizes in bytes. */
export const limits = {
	/** Largest result that travels inside a socket message. */
	inlineResult: 64 * 1024,
	/** Largest input that travels with its lease, and the most of them in one answer. */
	inlineInput: 64 * 1024,
	inlineInputs: 4,
	/** Largest socket message (a batch of inline results). */
	socketMessage: 4 * 1024 * 1024,
	/** Largest ONNX model. */
	model: 512 * 1024 * 1024,
	/** Largest input of one shard. */
	shardInput: 64 * 1024 * 1024,
	/** Largest result of one shard. */
	shardOutput: 64 * 1024 * 1024,
	/** Largest manifest. */
	manifest: 32 * 1024 * 1024,
	/** Leases in one answer. */
	leaseBatch: 64,
	/** Submissions in one message. */
	submitBatch: 64,
	/** JSON body of an HTTP request other than a blob. */
	httpBody: 1024 * 1024,
} as const;
