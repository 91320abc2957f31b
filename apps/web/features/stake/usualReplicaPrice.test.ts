import { expect, it } from "vitest";
import { usualReplicaPrice } from "./usualReplicaPrice";

const job = (agreed: number, earned: string) => ({ agreed, earned });

it("is unknown before a job has paid", () => {
	expect(usualReplicaPrice([])).toBeUndefined();
	expect(usualReplicaPrice([job(0, "0"), job(3, "0")])).toBeUndefined();
});

it("is the middle of what jobs paid for a replica, whatever they came to in all", () => {
	const jobs = [job(1, "90000"), job(100, "1000000"), job(2, "10000"), job(4, "0")];
	expect(usualReplicaPrice(jobs)).toBe(10_000n);
});
