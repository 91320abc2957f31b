import type { Picture } from "@tabgrid/kernels";
import { TabgridError } from "@tabgrid/protocol";
import { inNameOrder } from "./inNameOrder";

/**
 * Decodes picture files to RGBA, in the order of their names with numbers read as numbers (`line-2`
 * before `line-10`).
 * @throws TabgridError BAD_INPUT naming the file that is no picture, TOO_LARGE one that is too large.
 */
export async function readPictures(
	files: readonly File[],
	onRead: (done: number) => void,
): Promise<Picture[]> {
	const pictures: Picture[] = [];
	for (const file of inNameOrder(files)) {
		pictures.push(await readPicture(file));
		onRead(pictures.length);
	}
	return pictures;
}

/** Bytes of a picture's file, and its pixels: far more than a scan of a page has. */
const most = { bytes: 64 * 1024 * 1024, pixels: 32 * 1024 * 1024 };

async function readPicture(file: File): Promise<Picture> {
	if (file.size > most.bytes) throw tooLarge(file);
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(file, { colorSpaceConversion: "none" });
	} catch (cause) {
		throw new TabgridError(
			"BAD_INPUT",
			`"${file.name}" is no picture that this browser can read.`,
			{
				cause,
			},
		);
	}
	const { width, height } = bitmap;
	if (width * height > most.pixels) {
		bitmap.close();
		throw tooLarge(file);
	}
	const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
	if (context === null)
		throw new TabgridError("OUT_OF_MEMORY", `There is no memory to decode "${file.name}".`);
	context.drawImage(bitmap, 0, 0);
	bitmap.close();
	return { label: file.name, width, height, data: context.getImageData(0, 0, width, height).data };
}

const tooLarge = ({ name }: File) =>
	new TabgridError(
		"TOO_LARGE",
		`"${name}" is too large a picture: ${most.bytes / 1024 ** 2} MiB and ${most.pixels / 1024 ** 2} megapixels are allowed.`,
	);
