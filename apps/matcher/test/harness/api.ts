import { Digest, digestLarge, ErrorBody, TabgridError } from "@tabgrid/protocol";
import type { z } from "zod";

/** GETs and parses with the protocol's schema. @throws TabgridError what the API answered. */
export async function getJson<S extends z.ZodType>(url: string, schema: S): Promise<z.output<S>> {
	return answerOf(await fetch(url), schema);
}

/** POSTs JSON and parses the answer. @throws TabgridError what the API answered. */
export async function postJson<S extends z.ZodType>(
	url: string,
	body: unknown,
	schema: S,
): Promise<z.output<S>> {
	const headers = { "Content-Type": "application/json" };
	return answerOf(
		await fetch(url, { method: "POST", headers, body: JSON.stringify(body) }),
		schema,
	);
}

/** PUTs bytes under their SHA-256. */
export async function putBlob(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
	const digest = await digestLarge(bytes);
	const response = await fetch(`${url}/blobs/${digest}`, { method: "PUT", body: bytes });
	if (!response.ok) throw await errorOf(response);
	return digest;
}

export async function getBlob(url: string, digest: string): Promise<Uint8Array<ArrayBuffer>> {
	const response = await fetch(`${url}/blobs/${Digest.parse(digest)}`);
	if (!response.ok) throw await errorOf(response);
	return new Uint8Array(await response.arrayBuffer());
}

async function answerOf<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
	if (!response.ok) throw await errorOf(response);
	return schema.parse(await response.json());
}

async function errorOf(response: Response): Promise<TabgridError> {
	return TabgridError.fromWire(ErrorBody.parse(await response.json()).error);
}
