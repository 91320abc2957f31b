import type { LinePicture } from "@tabgrid/kernels";
import { TabgridError } from "@tabgrid/protocol";

/**
 * Decodes picture files to RGBA, in the order of their names with numbers read as numbers (`line-2`
 * before `line-10`).
 * @throws TabgridError BAD_INPUT naming the file that is no picture.
 */
export async function readPictures(
	files: readonly File[],
	onRead: (done: number) => void,
): Promise<LinePicture[]> {
	const order = new Intl.Collator("en", { numeric: true });
	const pictures: LinePicture[] = [];
	for (const file of files.toSorted((a, b) => order.compare(a.name, b.name))) {
		pictures.push(await readPicture(file));
		onRead(pictures.length);
	}
	return pictures;
}

async function readPicture(file: File): Promise<LinePicture> {
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
	const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
	if (context === null)
		throw new TabgridError("OUT_OF_MEMORY", `There is no memory to decode "${file.name}".`);
	context.drawImage(bitmap, 0, 0);
	bitmap.close();
	return { label: file.name, width, height, data: context.getImageData(0, 0, width, height).data };
}
