package org.whybounce.cli;

import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Usage;

/// `whybounce serve`: told of in the help here, run by the web jar, which the launcher starts instead of this one.
final class ServeCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("serve", "Runs the web application and REST API ('serve --help' shows its options).")
                .example("serve --port 8080", "on this port");
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        throw new Unusable("the server is a jar of its own: start it with ./whybounce serve, or with"
                + " java -jar whybounce-web.jar");
    }
}
