"use client";
import { Address, type ProviderId } from "@tabgrid/protocol";
import { useQuery } from "@tanstack/react-query";
import { useAccount } from "wagmi";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { Notice } from "@/components/Notice";
import { matcherKeys, useMatcher } from "@/lib/matcher/useMatcher";
import { stakeStrings as words } from "@/strings/stake";

/** What of the connected wallet's stake was burned so far; nothing while nothing was. */
export function BurnedNote({ providerId }: { providerId: ProviderId }) {
	const { address } = useAccount();
	const matcher = useMatcher();
	const account = useQuery({
		queryKey: matcherKeys.provider(providerId),
		queryFn: () => matcher.provider(providerId),
	});
	const stakes = account.data?.stakes ?? [];
	const owner = address === undefined ? undefined : Address.parse(address);
	const burned = BigInt(stakes.find((stake) => stake.owner === owner)?.burned ?? 0);
	if (burned === 0n) return null;
	return (
		<Notice
			tone="warn"
			className="mx-4 mt-4 sm:mx-5"
			testId="stake-burned"
			title={
				<>
					<Money amount={burned} /> {words.burned}
				</>
			}
		>
			<Link href={`/providers/${providerId}`} className="rounded-sm text-accent hover:underline">
				{words.toAccount}
			</Link>
		</Notice>
	);
}
