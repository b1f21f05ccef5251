package io.drover.store.queue;

/**
 * What the sender of a message says of it; each may be null: {@code MessageProperties.NONE.withCompany("USMF")}.
 *
 * @param externalId the sender's own name for it
 * @param company the legal entity
 * @param entity of a file
 * @param idempotencyKey the same key is the same message, however often it is sent
 * @param options of a data management action, as JSON
 * @param application client id of the sender
 */
public record MessageProperties(
        String externalId, String company, String entity, String idempotencyKey, String options, String application) {
    /** Nothing is said. */
    public static final MessageProperties NONE = new MessageProperties(null, null, null, null, null, null);

    public MessageProperties withExternalId(String value) {
        return new MessageProperties(value, company, entity, idempotencyKey, options, application);
    }

    public MessageProperties withCompany(String value) {
        return new MessageProperties(externalId, value, entity, idempotencyKey, options, application);
    }

    public MessageProperties withEntity(String value) {
        return new MessageProperties(externalId, company, value, idempotencyKey, options, application);
    }

    public MessageProperties withIdempotencyKey(String value) {
        return new MessageProperties(externalId, company, entity, value, options, application);
    }

    public MessageProperties withOptions(String value) {
        return new MessageProperties(externalId, company, entity, idempotencyKey, value, application);
    }

    public MessageProperties withApplication(String value) {
        return new MessageProperties(externalId, company, entity, idempotencyKey, options, value);
    }
}
