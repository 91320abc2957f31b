import { MissingPage } from "@/components/MissingPage";
import { appStrings } from "@/strings/app";

export const metadata = { title: appStrings.missing.title };

/** A route's id or name that can't be one; the group's layout has the header. */
export default function NotFound() {
	return <MissingPage />;
}
