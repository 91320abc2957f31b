/**
 * What PP-OCRv4 detection takes and gives, and how a shard (one page) and its attested output hold it.
 *
 * Model: float32 [1, 3, h, w] BGR, (x/255 − mean)/std by channel → float32 [1, 1, h, w], the probability
 * that a pixel belongs to the shrunk middle of a piece of text.
 */
export const format = {
	modelInput: "x",
	/** The graph's own output and the value that its sigmoid takes. */
	modelOutput: "sigmoid_0.tmp_0",
	beforeSigmoid: "p2o.Add.281",
	/** Mean of the values before the sigmoid over blocks of this many pixels a side. */
	block: 8,
	/** Sides of the model's picture are multiples of this. */
	step: 32,
	/** Longest side of the model's picture that a client may ask for, in pixels. */
	minSide: 320,
	maxSide: 2560,
	/**
	 * PaddleOCR's `NormalizeImage` of its detectors: ImageNet's means and deviations, put on the channels
	 * in the order in which OpenCV reads a picture, blue first.
	 */
	mean: [0.485, 0.456, 0.406],
	deviation: [0.229, 0.224, 0.225],
	/** Levels of a probability in the attested map. */
	levels: 255,
	/**
	 * Names in a shard's input. pixels: uint8 [3, h, w] BGR, the page in the upper left, the rest its
	 * background. page: int32 [4], width and height of the picture as the client has it, then those of the
	 * page within `pixels`.
	 */
	input: { pixels: "pixels", page: "page" },
	/**
	 * Names in the attested output. map: uint8 [h, w], probability × 255 rounded. evidence: float32
	 * [h/8, w/8], means of the values before the sigmoid. page: int32 [4], as in the input.
	 */
	output: { map: "map", evidence: "evidence", page: "page" },
} as const;
