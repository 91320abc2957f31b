import type { GraphProto, NodeProto, TensorProto } from "onnx-buf";
import { KnownValues } from "../modelCheck/KnownValues.ts";

/** Where a value is made. */
export interface Maker {
	readonly node: NodeProto;
	/** Which of the node's outputs it is. */
	readonly place: number;
	/** The graph that the node stands in. */
	readonly scope: GraphScope;
}

/** A graph with the graphs around it, whose values it sees. */
export class GraphScope {
	readonly graph: GraphProto;
	readonly outer: GraphScope | undefined;
	readonly #known: KnownValues;
	readonly #weights: ReadonlyMap<string, TensorProto>;
	readonly #makers = new Map<string, Maker>();
	readonly #fed: ReadonlySet<string>;
	readonly #inside = new Map<GraphProto, GraphScope>();

	constructor(graph: GraphProto, outer?: GraphScope) {
		this.graph = graph;
		this.outer = outer;
		this.#known = new KnownValues(graph, outer ? outer.#known : undefined);
		this.#weights = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
		this.#fed = new Set(graph.input.map(({ name }) => name));
		for (const node of graph.node) this.note(node);
	}

	/** Learns what a node makes; for nodes that came, or got outputs, later. */
	note(node: NodeProto): void {
		node.output.forEach((name, place) => {
			if (name !== "") this.#makers.set(name, { node, place, scope: this });
		});
	}

	/** The scope of a graph inside of this one. */
	inside(graph: GraphProto): GraphScope {
		const known = this.#inside.get(graph);
		if (known) return known;
		const scope = new GraphScope(graph, this);
		this.#inside.set(graph, scope);
		return scope;
	}

	/** Who makes a value; undefined for weights and for what the graph is fed. */
	maker(name: string): Maker | undefined {
		if (this.#fed.has(name) || this.#weights.has(name)) return undefined;
		return this.#makers.get(name) ?? this.outer?.maker(name);
	}

	/** The weight of that name. */
	weight(name: string): TensorProto | undefined {
		return this.#weights.get(name) ?? (this.#fed.has(name) ? undefined : this.outer?.weight(name));
	}

	/** Whether a value doesn't depend on what the model is asked. */
	isConstant(name: string): boolean {
		if (name === "") return true;
		if (this.weight(name) !== undefined) return true;
		if (this.maker(name)?.node.opType === "Constant") return true;
		return this.#known.of(name) !== undefined;
	}
}
