import { mandelbrotForm } from "./mandelbrotForm";
import { monteCarloForm } from "./monteCarloForm";
import type { ParamForm } from "./paramForm";

/** Forms of the kernels that take numbers instead of files, by kernel. */
const paramForms: Readonly<Record<string, ParamForm>> = {
	mandelbrot: mandelbrotForm,
	"monte-carlo": monteCarloForm,
};

/** The kernel's form; undefined for a kernel that takes files. */
export const paramFormOf = (kernel: string | null): ParamForm | undefined =>
	kernel === null ? undefined : paramForms[kernel];
