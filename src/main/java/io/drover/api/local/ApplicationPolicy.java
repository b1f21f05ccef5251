package io.drover.api.local;

import io.drover.definition.text.ClientId;
import io.drover.security.Access;
import io.drover.security.Caller;
import java.util.Collections;
import java.util.Map;

/** What a caller may do with what a definition's file gives applications rights to: by his roles, or because the file names him. */
record ApplicationPolicy(Caller caller) {

    /** @param applications those that the file names, and whether each may write */
    boolean reads(Map<String, Boolean> applications) {
        return has(Access.READ) || applications.containsKey(ClientId.canonical(caller.clientId()));
    }

    boolean writes(Map<String, Boolean> applications) {
        return has(Access.OPERATE) || applications.getOrDefault(ClientId.canonical(caller.clientId()), false);
    }

    private boolean has(Access access) {
        return !Collections.disjoint(access.enough(), caller.roles());
    }
}
