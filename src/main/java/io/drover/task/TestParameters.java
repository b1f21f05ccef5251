package io.drover.task;

import io.drover.addin.AddIn;
import io.drover.addin.AddInConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What somebody may change about a request of a task who tries it. Who may run a task may not therefore see its credentials, and
 * they go with the request: to where the task sends it. What is looked at is what is used: names as the add-in has them, addresses
 * as they come out.
 */
final class TestParameters {
    /** A word in the name of what says where a request and the credentials with it go. */
    private static final Pattern ADDRESS =
            Pattern.compile("(^|[a-z0-9])(?i:ur[il]|host|server|address|endpoint|proxy)(?i:e?s)?(?![a-z])");

    private TestParameters() {}

    /**
     * The parameters of a request, by the add-in's names.
     *
     * @throws ForbiddenParameterException when one is not to be set so
     * @throws IllegalArgumentException when they are not the add-in's
     */
    static Map<String, String> of(AddIn addIn, Map<String, String> given) {
        Map<String, String> named = TaskParameters.named(addIn, given);
        named.forEach(TestParameters::requireHarmless);
        AddInConnection.parameter(addIn).filter(named::containsKey).ifPresent(name -> {
            throw new ForbiddenParameterException(name
                    + " cannot be set here: the request would be another system's; change the task or its config file");
        });
        return named;
    }

    private static void requireHarmless(String name, String value) {
        if (isAddress(name)) {
            throw new ForbiddenParameterException(name
                    + " cannot be set here: the task's credentials would go there; change the task or its config file, or"
                    + " send a request of no task (drover test-request --url)");
        }
        if (value.contains("{{")) {
            throw new ForbiddenParameterException(
                    name + " has a {{...}}: what that stands for may be a secret of the server");
        }
    }

    private static boolean isAddress(String name) {
        return ADDRESS.matcher(name).find();
    }

    /**
     * Refuses a request that would go elsewhere than the task's own: an address may be made of other parameters.
     *
     * @param own what the task's parameters stand for
     * @param tested what those of the request do
     * @throws ForbiddenParameterException when an address of the two is at another server
     */
    static void requireSameServers(Map<String, String> own, Map<String, String> tested) {
        tested.forEach((name, address) -> {
            if (isAddress(name) && !server(address).equals(server(own.getOrDefault(name, "")))) {
                throw new ForbiddenParameterException("with these parameters " + name
                        + " leads to another server than the task's own, to which its credentials would go");
            }
        });
    }

    /** All of an address before its path; all of what is none. */
    private static String server(String address) {
        try {
            URI uri = new URI(address.strip());
            return uri.getHost() == null
                    ? address
                    : (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return address;
        }
    }
}
