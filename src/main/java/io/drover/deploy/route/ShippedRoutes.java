package io.drover.deploy.route;

import io.drover.definition.FileKind;
import io.drover.definition.InstallationFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;

/** The routes and add-ins that come with this Drover. */
public final class ShippedRoutes {
    private ShippedRoutes() {}

    /** Whether a file of routes is, byte for byte. */
    public static boolean isShipped(InstallationFile file) throws IOException {
        String folder = file.kind() == FileKind.ADD_IN ? "shipped/" : "shipped-routes/"; // as pom.xml puts them there
        try (InputStream shipped =
                ShippedRoutes.class.getResourceAsStream("/io/drover/deploy/" + folder + file.name())) {
            return shipped != null && Arrays.equals(shipped.readAllBytes(), Files.readAllBytes(file.path()));
        }
    }
}
