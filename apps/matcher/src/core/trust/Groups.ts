/** Disjoint groups that grow together: a union-find. */
export class Groups<Member> {
	readonly #parents = new Map<Member, Member>();
	readonly #before: (a: Member, b: Member) => boolean;

	/** @param before whether the first names a group rather than the second; the later joined where absent. */
	constructor(before: (a: Member, b: Member) => boolean = () => false) {
		this.#before = before;
	}

	/** The member that names its group: itself where it was never joined with another. */
	nameOf(member: Member): Member {
		let at = member;
		for (let parent = this.#parents.get(at); parent !== undefined; parent = this.#parents.get(at))
			at = parent;
		return at;
	}

	join(a: Member, b: Member): void {
		const [left, right] = [this.nameOf(a), this.nameOf(b)];
		if (left === right) return;
		if (this.#before(left, right)) this.#parents.set(right, left);
		else this.#parents.set(left, right);
	}
}
