import { Option } from "@commander-js/extra-typings";

/** `--provider`, of all commands on stakes. */
export const providerOption = () =>
	new Option("--provider <id>", "another provider than this home's [the one in TABGRID_HOME]");
