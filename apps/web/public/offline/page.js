// Comes back as soon as the site answers; asks ever less often, and at once when the network is back.
const longest = 30;
let wait = 2;

async function look() {
	const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(
		() => null,
	);
	if (answer?.ok) return location.reload();
	wait = Math.min(longest, wait * 2);
	setTimeout(look, wait * 1_000);
}

document.getElementById("again").addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());
setTimeout(look, wait * 1_000);
