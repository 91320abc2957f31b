import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { TensorProto_DataLocation, TensorProto_DataType } from "onnx-buf";
import { body, floats, longs, protoModel, protoNode, type Tensor } from "./protoModel.ts";

const relu = protoNode("Relu", ["x"], ["y"]);
const long = 2 ** 40;
const counter = protoNode("Identity", ["going"], ["goes on"]);
/** A loop's body that goes on for ever, as far as it has a say. */
const endless = { node: [counter], input: [{ name: "round" }, { name: "going" }], output: [] };

/** If in If in If …, `depth` graphs deep. */
function nested(depth: number): ReturnType<typeof protoNode> {
	let inner = relu;
	for (let level = 1; level < depth; level++)
		inner = protoNode("If", ["x"], ["y"], {
			attribute: [body("then_branch", { node: [inner], output: [{ name: "y" }] })],
		});
	return inner;
}

const weighted = (tensor: Tensor) => protoModel({ node: [relu], initializer: [tensor] });
/** `graph { node {} node {} … }`: two bytes a node. */
function emptyNodes(count: number): Uint8Array<ArrayBuffer> {
	const nodes = new Uint8Array(count * 2).map((_, at) => (at % 2 === 0 ? 0x0a : 0));
	const writer = new BinaryWriter().tag(7, WireType.LengthDelimited).bytes(nodes);
	return new Uint8Array(writer.finish());
}

const float = TensorProto_DataType.FLOAT;

/** For tests: models that mean harm or are broken, with what their refusal must say. */
export const hostileModels: readonly (readonly [
	what: string,
	model: Uint8Array<ArrayBuffer>,
	says: RegExp,
])[] = [
	["nothing", new Uint8Array(), /holds no graph/],
	["text", new TextEncoder().encode("hello there"), /no ONNX model/],
	["a cut file", protoModel({ node: [relu] }).slice(0, -7), /valid protobuf/],
	["a length beyond the file", Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x07), /valid protobuf/],
	["a million empty nodes", emptyNodes(1_000_000), /too many parts/],
	[
		"half a million fields of no meaning",
		// Field 200, as a varint: three bytes.
		new Uint8Array(1_500_000).map((_, at) => [0xc0, 0x0c, 0x01][at % 3] ?? 0),
		/too many parts/,
	],
	[
		"five million one-byte weights",
		weighted({
			name: "w",
			dataType: TensorProto_DataType.INT64,
			dims: [5_000_000n],
			int64Data: new Array<bigint>(5_000_000).fill(1n),
		}),
		/raw tensor data/,
	],
	[
		"weights in another file",
		weighted({
			name: "w",
			dataType: float,
			dims: [4n],
			dataLocation: TensorProto_DataLocation.EXTERNAL,
			externalData: [{ key: "location", value: "../../../etc/passwd" }],
		}),
		/"w".*another file/,
	],
	[
		"a constant in another file",
		protoModel({
			node: [
				protoNode("Constant", [], ["y"], {
					attribute: [
						{
							name: "value",
							t: { dataType: float, externalData: [{ key: "location", value: "/" }] },
						},
					],
				}),
			],
		}),
		/another file/,
	],
	[
		"an operator of somebody's own",
		protoModel({ node: [protoNode("Mine", ["x"], ["y"], { domain: "evil.example" })] }),
		/"evil.example.Mine", which is of no domain/,
	],
	[
		"an operator with the name of an object's property",
		protoModel({ node: [protoNode("constructor", ["x"], ["y"], { domain: "__proto__" })] }),
		/no domain/,
	],
	["an unknown operator", protoModel({ node: [protoNode("Nope", ["x"], ["y"])] }), /"Nope"/],
	[
		"random numbers",
		protoModel({ node: [protoNode("RandomNormalLike", ["x"], ["y"])] }),
		/never agree/,
	],
	[
		"functions",
		protoModel({ node: [relu] }, { functions: [{ name: "f", node: [relu] }] }),
		/functions of its own/,
	],
	[
		"an operator set from the future",
		protoModel({ node: [relu] }, { opsetImport: [{ domain: "", version: 99n }] }),
		/version 99 of the operator set/,
	],
	[
		"two operator sets",
		protoModel(
			{ node: [relu] },
			{ opsetImport: [{ version: 17n }, { domain: "ai.onnx", version: 9n }] },
		),
		/two versions/,
	],
	["a format from the future", protoModel({ node: [relu] }, { irVersion: 99n }), /version 99/],
	["a training model", protoModel({ node: [relu] }, { trainingInfo: [{}] }), /for training/],
	["graphs nested too deeply", protoModel({ node: [nested(12)] }), /nested too deeply/],
	["graphs nested to overflow the stack", protoModel({ node: [nested(60)] }), /nested too deeply/],
	[
		"a graph where none belongs",
		protoModel({ node: [protoNode("Relu", ["x"], ["y"], { attribute: [body("g", {})] })] }),
		/none belongs/,
	],
	[
		"weights shorter than their shape",
		weighted({ name: "w", dataType: float, dims: [1000n], rawData: new Uint8Array(8) }),
		/"w" are damaged: float32\[1000\] needs 1000 values.*8 bytes/,
	],
	[
		"weights of another type than they say",
		weighted({ name: "w", dataType: float, dims: [2n], int64Data: [1n, 2n] }),
		/"w" are damaged/,
	],
	[
		"weights given twice",
		weighted({
			name: "w",
			dataType: float,
			dims: [1n],
			rawData: new Uint8Array(4),
			floatData: [1],
		}),
		/given twice/,
	],
	[
		"weights of an impossible shape",
		weighted({ name: "w", dataType: float, dims: [-1n], rawData: new Uint8Array(4) }),
		/impossible shape/,
	],
	[
		"weights of a shape that overflows",
		weighted({ name: "w", dataType: float, dims: [2n ** 32n, 2n ** 32n] }),
		/impossible shape/,
	],
	["weights of an unknown type", weighted({ name: "w", dataType: 77 }), /element type 77/],
	[
		"two weights of one name",
		protoModel({ node: [relu], initializer: [longs("w", [1]), longs("w", [1])] }),
		/two weights/,
	],
	[
		"sparse weights",
		protoModel({ node: [relu], sparseInitializer: [{ dims: [2n ** 60n] }] }),
		/sparse/,
	],
	[
		"an input of a petabyte",
		protoModel({ node: [relu], input: [floats("x", ["n", 2 ** 48])] }),
		/input "x" has .* bytes at least/,
	],
	[
		"an output of a gigabyte",
		protoModel({ node: [relu], output: [floats("y", [2 ** 28])] }),
		/output "y"/,
	],
	[
		"a declared value of a terabyte",
		protoModel({ node: [relu], valueInfo: [floats("between", [long])] }),
		/declares "between"/,
	],
	[
		"an output named __proto__",
		protoModel({ node: [relu], output: [floats("__proto__")] }),
		/name/,
	],
	[
		"a huge ConstantOfShape",
		protoModel({
			node: [protoNode("ConstantOfShape", ["shape"], ["y"])],
			initializer: [longs("shape", [100_000, 100_000])],
		}),
		/"ConstantOfShape of y".*10000000000 values/,
	],
	[
		"a huge ConstantOfShape whose shape is worked out",
		protoModel({
			node: [
				// Out of order: onnxruntime sorts nodes itself.
				protoNode("ConstantOfShape", ["shape"], ["y"]),
				protoNode("Concat", ["a", "b"], ["shape"]),
				protoNode("Mul", ["thousand", "thousand"], ["a"]),
				protoNode("Cast", ["a"], ["b"]),
				protoNode("Constant", [], ["thousand"], {
					attribute: [{ name: "value_ints", ints: [1000n] }],
				}),
			],
		}),
		/1000000000000 values/,
	],
	[
		"a huge Expand",
		protoModel({
			node: [protoNode("Expand", ["x", "shape"], ["y"])],
			initializer: [longs("shape", [long])],
		}),
		/Expand/,
	],
	[
		"a huge Tile inside a branch, with a constant from outside",
		protoModel({
			node: [
				protoNode("If", ["x"], ["y"], {
					attribute: [body("then_branch", { node: [protoNode("Tile", ["x", "repeats"], ["y"])] })],
				}),
			],
			initializer: [longs("repeats", [long])],
		}),
		/Tile/,
	],
	[
		"a huge Range",
		protoModel({
			node: [protoNode("Range", ["from", "to", "step"], ["y"])],
			initializer: [longs("from", [0], []), longs("to", [long], []), longs("step", [1], [])],
		}),
		/Range/,
	],
	[
		"a Range without end",
		protoModel({
			node: [protoNode("Range", ["from", "to", "step"], ["y"])],
			initializer: [longs("from", [0], []), longs("to", [1], []), longs("step", [0], [])],
		}),
		/endlessly many/,
	],
	[
		"a huge Resize",
		protoModel({
			node: [protoNode("Resize", ["x", "", "scales"], ["y"])],
			initializer: [{ name: "scales", dataType: float, dims: [2n], floatData: [1e6, 1e6] }],
		}),
		/Resize/,
	],
	[
		"a huge Pad",
		protoModel({
			node: [protoNode("Pad", ["x", "pads"], ["y"])],
			initializer: [longs("pads", [0, long])],
		}),
		/Pad/,
	],
	[
		"a convolution with a huge stride",
		protoModel({
			node: [
				protoNode("ConvTranspose", ["x", "x"], ["y"], {
					attribute: [{ name: "strides", ints: [BigInt(2 ** 20), BigInt(2 ** 20)] }],
				}),
			],
		}),
		/ConvTranspose/,
	],
	[
		"a loop without a bound",
		protoModel({
			node: [protoNode("Loop", ["", ""], ["y"], { attribute: [body("body", endless)] })],
		}),
		/no bound/,
	],
	[
		"a loop as long as an input says",
		protoModel({
			node: [protoNode("Loop", ["x", ""], ["y"], { attribute: [body("body", endless)] })],
			initializer: [longs("x", [3])],
		}),
		/no bound/,
	],
	[
		"an all but endless loop",
		protoModel({
			node: [protoNode("Loop", ["rounds", ""], ["y"], { attribute: [body("body", endless)] })],
			initializer: [longs("rounds", [Number.MAX_SAFE_INTEGER], [])],
		}),
		/go round too often/,
	],
	[
		"an all but endless loop around nothing",
		protoModel({
			node: [protoNode("Loop", ["rounds", ""], ["y"], { attribute: [body("body", {})] })],
			initializer: [longs("rounds", [long], [])],
		}),
		/go round too often/,
	],
	[
		"loops in loops",
		protoModel({
			node: [
				protoNode("Loop", ["rounds", ""], ["y"], {
					attribute: [
						body("body", {
							node: [
								protoNode("Loop", ["rounds", ""], ["z"], { attribute: [body("body", endless)] }),
							],
						}),
					],
				}),
			],
			initializer: [longs("rounds", [10_000], [])],
		}),
		/go round too often/,
	],
	[
		"a loop whose bound multiplies lengths",
		protoModel({
			node: [
				protoNode("Size", ["x"], ["n"]),
				protoNode("Mul", ["n", "n"], ["rounds"]),
				protoNode("Loop", ["rounds", ""], ["y"], { attribute: [body("body", endless)] }),
			],
		}),
		/no bound/,
	],
];
