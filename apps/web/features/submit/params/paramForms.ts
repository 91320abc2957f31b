import { detectTextForm } from "./detectTextForm";
import { embedAudioForm } from "./embedAudioForm";
import { mandelbrotForm } from "./mandelbrotForm";
import { monteCarloForm } from "./monteCarloForm";
import type { ParamForm } from "./paramForm";

/** Forms of the kernels that take numbers, by kernel. */
const paramForms: Readonly<Record<string, ParamForm>> = {
	"detect-text": detectTextForm,
	"embed-audio": embedAudioForm,
	mandelbrot: mandelbrotForm,
	"monte-carlo": monteCarloForm,
};

/** The kernel's form; undefined for a kernel that takes nothing but files. */
export const paramFormOf = (kernel: string | null): ParamForm | undefined =>
	kernel === null ? undefined : paramForms[kernel];
