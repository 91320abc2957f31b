import { kernelById } from "@tabgrid/kernels";
import { expect, test } from "vitest";
import { describeParams } from "./describeParams";

test("parameters are told as the kernel's own schema checks them", () => {
	const ofDetect = describeParams(kernelById("detect-text"));
	expect(ofDetect[0]).toEqual({
		name: "side",
		range: "320 to 2,560 in steps of 32",
		usual: "1920",
	});
	expect(describeParams(kernelById("mandelbrot"))).toContainEqual({
		name: "span",
		range: "more than 0 to 8",
		usual: null,
	});
	expect(describeParams(kernelById("monte-carlo"))[0]?.range).toBe("call or put");
});

test("kernels without numbers have none to tell of", () => {
	expect(describeParams(kernelById("ocr-lines"))).toEqual([]);
});
