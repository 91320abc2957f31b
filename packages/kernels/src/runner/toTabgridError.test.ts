import { TabgridError } from "@tabgrid/protocol";
import { describe, expect, it } from "vitest";
import { toTabgridError } from "./toTabgridError.ts";

describe("a thrown value as an error with a code", () => {
	it("keeps the code that it has", () => {
		const error = new TabgridError("BAD_INPUT", "no");
		expect(toTabgridError(error, "INTERNAL")).toBe(error);
	});

	it("tells exhausted memory and lost devices from the rest", () => {
		const codeOf = (message: string) => toTabgridError(new Error(message), "MODEL_FAILED").code;
		expect(codeOf("std::bad_alloc")).toBe("OUT_OF_MEMORY");
		expect(codeOf("WebAssembly.Memory.grow(): Out of memory")).toBe("OUT_OF_MEMORY");
		expect(codeOf("RuntimeError: memory access out of bounds")).toBe("OUT_OF_MEMORY");
		expect(codeOf("WebGPU device lost (1): Device was destroyed.")).toBe("DEVICE_LOST");
		expect(codeOf("Non-zero status code returned while running Conv node")).toBe("MODEL_FAILED");
		expect(toTabgridError("a bare string", "INTERNAL").message).toBe("a bare string");
	});

	it("names the node that failed, and not the branches around it", () => {
		const inside = (name: string, operator: string, why: string) =>
			`Non-zero status code returned while running ${operator} node. Name:'${name}' Status Message: ${why}`;
		const why = "Input initial_h must have shape {1,16,64}. Actual:{1,50,64}";
		const message = inside("If_25", "If", inside("If_177", "If", inside("LSTM_245", "LSTM", why)));
		expect(toTabgridError(new Error(message), "MODEL_FAILED").message).toBe(
			`The node "LSTM_245" (LSTM) failed: ${why}`,
		);
	});
});
