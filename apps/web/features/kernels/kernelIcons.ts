import {
	AudioLines,
	Boxes,
	ChartSpline,
	type LucideIcon,
	ScanSearch,
	ScanText,
	Shapes,
} from "lucide-react";

const icons: Readonly<Record<string, LucideIcon>> = {
	"ocr-lines": ScanText,
	"detect-text": ScanSearch,
	"embed-audio": AudioLines,
	"onnx-batch": Boxes,
	mandelbrot: Shapes,
	"monte-carlo": ChartSpline,
};

/** A kernel's sign. */
export const kernelIcon = (kernel: string): LucideIcon => icons[kernel] ?? Boxes;
