package io.drover.security.application;

import io.drover.definition.text.ClientId;
import io.drover.security.audit.Audit;
import java.util.regex.Pattern;

/** How applications may be called. */
final class ApplicationNames {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][^\\p{Cntrl}/\\\\%;]{0,99}");

    private ApplicationNames() {}

    static void requireFit(String name, String id) {
        if (name == null || !isName(name)) {
            throw new IllegalArgumentException(
                    "the name of an application must have 1 to 100 characters, none of them / \\ % ; or a control character, and"
                            + " begin with a letter or digit");
        }
        if (!isClientId(id)) {
            throw new IllegalArgumentException("the client id '" + Audit.printable(id)
                    + "' must have at most 100 letters, digits and . _ : @ -, and begin with a letter or digit");
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isClientId(String clientId) {
        return CLIENT_ID.matcher(ClientId.canonical(clientId)).matches();
    }
}
