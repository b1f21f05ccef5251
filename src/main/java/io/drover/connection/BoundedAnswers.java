package io.drover.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * Bounds what a server may do to who waits for its answer. All that comes before the body must come within the response time-out,
 * which by itself begins anew with each byte that a server drips into its head; the body can be broken off from outside ({@link
 * AnswerBody}). No server is offered to change to TLS on the same connection: where TLS is wanted, the address says https.
 */
final class BoundedAnswers implements ExecChainHandler {
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
        scope.clientContext.setRequestConfig(
                RequestConfig.copy(config).setProtocolUpgradeEnabled(false).build());
        if (!(scope.originalRequest instanceof Cancellable call)) {
            throw new IOException("a call that cannot be broken off is not made");
        }
        ClassicHttpResponse answer = headInTime(config.getResponseTimeout(), call, request, scope, chain);
        if (answer.getEntity() != null) {
            answer.setEntity(new AnswerBody.Entity(answer.getEntity(), call));
        }
        return answer;
    }

    private static ClassicHttpResponse headInTime(
            Timeout limit, Cancellable call, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (limit == null || limit.isDisabled()) {
            return chain.proceed(request, scope);
        }
        try (Deadline deadline = Deadline.in(Duration.ofMillis(limit.toMilliseconds()), call::cancel)) {
            try {
                return chain.proceed(request, scope);
            } catch (IOException e) {
                if (deadline.isOver() || isReadTimeout(e)) {
                    SocketTimeoutException late = new SocketTimeoutException("its answer had not begun within "
                            + Deadline.shown(Duration.ofMillis(limit.toMilliseconds())));
                    late.addSuppressed(e);
                    throw late;
                }
                throw e;
            }
        }
    }

    private static boolean isReadTimeout(IOException failure) {
        return failure instanceof SocketTimeoutException && !(failure instanceof ConnectTimeoutException);
    }
}
