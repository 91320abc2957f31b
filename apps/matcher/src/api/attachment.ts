/**
 * A Content-Disposition header that offers a file under a name which strangers may have chosen: an
 * ASCII form for everyone and the whole name by RFC 8187. Folders and control characters are cut out.
 */
export function attachment(fileName: string): string {
	const name =
		fileName
			.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]+/gu, "_")
			.replace(/^\.+/, "")
			.slice(0, 150) || "result";
	const ascii = name.replace(/[^\x20-\x7e]|%/g, "_");
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
