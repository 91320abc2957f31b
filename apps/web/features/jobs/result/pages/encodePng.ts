import type { Picture } from "@tabgrid/kernels";
import { TabgridError } from "@tabgrid/protocol";

/**
 * A picture as a PNG file, encoded by the browser.
 * @throws TabgridError OUT_OF_MEMORY when the browser has no room for it.
 */
export async function encodePng({ label, width, height, data }: Picture): Promise<Blob> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d");
	if (context === null)
		throw new TabgridError("OUT_OF_MEMORY", `There is no memory to encode "${label}".`);
	context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
	return canvas.convertToBlob({ type: "image/png" });
}
