import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetPosting, keepPosting, keptPostings, keptSpecOf } from "./keptPostings";
import { postedSpec } from "./testing/postedSpec";

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key),
	});
});
afterEach(() => void vi.unstubAllGlobals());

const hash = `0x${"ab".repeat(32)}`;
const before = 1_700_000_000;

test("a payment is kept once, with its transaction when that is known, until it is forgotten", () => {
	const spec = postedSpec();
	keepPosting({ spec, hash: null });
	keepPosting({ spec: postedSpec({ title: "Another" }), hash: null });
	keepPosting({ spec, hash });
	expect(keptPostings().map((one) => [one.spec.title, one.hash])).toEqual([
		["Letters", hash],
		["Another", null],
	]);
	forgetPosting(spec);
	expect(keptPostings().map((one) => one.spec.title)).toEqual(["Another"]);
});

test("the same job paid for again has the spec, and so the id, of the payment under way", () => {
	const spec = postedSpec();
	keepPosting({ spec, hash: null });
	const again = postedSpec({ nonce: "f".repeat(32), deadline: spec.deadline + 60 });
	expect(keptSpecOf(again, before)).toEqual(spec);
	expect(keptSpecOf({ ...again, pricePerReplica: "20000" }, before)).toBeUndefined();
	expect(keptSpecOf(again, spec.deadline)).toBeUndefined();
});

test("what can't be read is no payment, and a browser without storage pays all the same", () => {
	localStorage.setItem("tabgrid.postings", JSON.stringify([{ spec: {} }, 7]));
	expect(keptPostings()).toEqual([]);
	vi.stubGlobal("localStorage", undefined);
	expect(keptPostings()).toEqual([]);
	keepPosting({ spec: postedSpec(), hash });
	expect(keptPostings()).toEqual([]);
});
