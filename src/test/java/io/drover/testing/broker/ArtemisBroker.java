package io.drover.testing.broker;

import io.drover.testing.TestServer;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * ActiveMQ Artemis with a journal on the disk and one account, in a process of its own. It listens with TLS too when it gets a
 * certificate.
 */
public final class ArtemisBroker implements AutoCloseable {
    public static final String USER = "drover";
    public static final String PASSWORD = "geheim";

    private final int port = TestServer.freePort();
    private final int tlsPort = TestServer.freePort();
    private final ServerProcess process;

    /**
     * A broker that does not run yet.
     *
     * @param folder for its journal
     * @param keys a PKCS#12 file with its certificate, whose password is {@code changeit}; null for none
     */
    public ArtemisBroker(Path folder, Path keys) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("login.config"),
                """
                drover { org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
                    baseDir="%s" org.apache.activemq.jaas.properties.user="users" org.apache.activemq.jaas.properties.role="roles"; };
                """
                        .formatted(folder));
        Files.writeString(folder.resolve("users"), USER + "=" + PASSWORD);
        Files.writeString(folder.resolve("roles"), "users=" + USER);
        Path broker = Files.writeString(folder.resolve("broker.xml"), configuration(folder, keys));
        process = new ServerProcess(
                folder,
                Path.of("target/test-classes").toAbsolutePath() + ":"
                        + ServerJars.classPath("org.apache.activemq:artemis-server:2.44.0"),
                List.of(
                        "-Djava.security.auth.login.config=" + folder.resolve("login.config"),
                        ArtemisMain.class.getName(),
                        broker.toUri().toString()));
    }

    private String configuration(Path folder, Path keys) {
        String tls = keys == null
                ? ""
                : "<acceptor name=\"tls\">tcp://127.0.0.1:%d?sslEnabled=true;keyStorePath=%s;keyStorePassword=changeit</acceptor>"
                        .formatted(tlsPort, keys);
        String rights = List.of(
                        "createNonDurableQueue", "createDurableQueue", "createAddress", "consume", "send", "browse")
                .stream()
                .map(right -> "<permission type=\"" + right + "\" roles=\"users\"/>")
                .reduce("", String::concat);
        return """
                <configuration xmlns="urn:activemq">
                  <core xmlns="urn:activemq:core">
                    <journal-type>NIO</journal-type>
                    <journal-directory>%1$s/journal</journal-directory>
                    <bindings-directory>%1$s/bindings</bindings-directory>
                    <large-messages-directory>%1$s/large</large-messages-directory>
                    <paging-directory>%1$s/paging</paging-directory>
                    <journal-file-size>1M</journal-file-size>
                    <journal-min-files>2</journal-min-files>
                    <acceptors><acceptor name="plain">tcp://127.0.0.1:%2$d</acceptor>%3$s</acceptors>
                    <security-settings><security-setting match="#">%4$s</security-setting></security-settings>
                    <address-settings>
                      <address-setting match="#">
                        <dead-letter-address>dead</dead-letter-address>
                        <max-delivery-attempts>3</max-delivery-attempts>
                        <redelivery-delay>50</redelivery-delay>
                      </address-setting>
                    </address-settings>
                    <addresses><address name="dead"><anycast><queue name="dead"/></anycast></address></addresses>
                  </core>
                </configuration>
                """
                .formatted(folder, port, tls, rights);
    }

    public ArtemisBroker start() throws IOException {
        process.start(port);
        return this;
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public String tlsUrl() {
        return "tcp://127.0.0.1:" + tlsPort + "?sslEnabled=true";
    }

    /** Puts texts into a queue, durably. */
    public void send(String queue, List<String> texts) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url());
                JMSContext jms = context(connections)) {
            texts.forEach(text -> jms.createProducer().send(jms.createQueue(queue), text));
        }
    }

    /** Takes all texts that a queue has now. */
    public List<String> take(String queue) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url());
                JMSContext jms = context(connections);
                var consumer = jms.createConsumer(jms.createQueue(queue))) {
            List<String> texts = new ArrayList<>();
            for (String text = next(consumer); text != null; text = next(consumer)) {
                texts.add(text);
            }
            return texts;
        }
    }

    private static String next(jakarta.jms.JMSConsumer consumer) {
        return consumer.receiveBody(String.class, 100);
    }

    private static JMSContext context(ConnectionFactory connections) {
        return connections.createContext(USER, PASSWORD);
    }

    @Override
    public void close() {
        process.close();
    }
}
