package io.drover.connector.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.WireJson;
import io.drover.http.Call;
import io.drover.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * A data management action that a client asks for (wire contract 2.0).
 *
 * @param name of the action
 * @param members of the body, by name in any case
 */
record ActionCall(String name, Map<String, JsonNode> members, Caller caller, String baseUrl) {

    /** @throws ConnectorRefusal when the body is no JSON object */
    static ActionCall of(Exchange exchange, String name) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        boolean empty =
                body == null || new String(body, 0, Math.min(body.length, 100), StandardCharsets.ISO_8859_1).isBlank();
        Call call = Call.of(exchange);
        return new ActionCall(name, empty ? Map.of() : WireJson.members(body), call.caller(), call.baseUrl());
    }

    /** A text; null when it is missing, null or empty. */
    String text(String member, int most) {
        String text = WireJson.text(members, member);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > most) {
            throw ConnectorRefusal.invalid(member + " has more than " + most + " characters.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ConnectorRefusal.invalid(member + " has a line break or another control character in it.");
        }
        return text.strip();
    }

    /** A text that must be there. */
    String required(String member, int most) {
        String text = text(member, most);
        if (text == null) {
            throw ConnectorRefusal.invalid(
                    "The body has no " + member + ": " + name + " needs {\"" + member + "\":\"...\"}.");
        }
        return text;
    }

    /** A truth value, as such or as a text. */
    boolean flag(String member, boolean otherwise) {
        String text = text(member, 10);
        if (text == null) {
            return otherwise;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw ConnectorRefusal.invalid(member + " is \"" + text + "\"; it must be true or false.");
        };
    }

    /** A number of records, as such or as a text; null when it is missing. */
    Long count(String member) {
        String text = text(member, 20);
        try {
            if (text == null || Long.parseLong(text) >= 1) {
                return text == null ? null : Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ConnectorRefusal.invalid(member + " is \"" + text + "\"; it must be a whole number from 1.");
    }

    /** Names, as an array or separated by commas; empty when it is missing. */
    List<String> names(String member) {
        JsonNode node = members.get(member);
        if (node != null && node.isArray()) {
            return node.valueStream()
                    .map(JsonNode::asText)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
        String text = text(member, 100_000);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
