package org.whybounce.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `whybounce serve`: told of in the help here, run by the web jar, which the launcher starts instead of this one.
@Command(
        name = "serve",
        synopsisHeading = "Usage: ",
        description = "Runs the web application and REST API ('serve --help' tells its options).")
final class ServeCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", hidden = true)
    private List<String> ignored = new ArrayList<>();

    @Override
    public Integer call() throws Unusable {
        throw new Unusable("the server is a jar of its own: start it with ./whybounce serve, or with"
                + " java -jar whybounce-web.jar");
    }
}
