package io.drover.connection;

import io.drover.connection.CallLimits.Turn;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * Bounds what a server may do to who waits for its answer. All that comes before the body must come within the response time-out,
 * which by itself begins anew with each byte that a server drips into its head; the body can be broken off from outside ({@link
 * AnswerBody}). A call of a connection waits for its turn before ({@link CallLimits}). No server is offered to change to TLS on the same connection: where TLS is wanted, the address says https.
 */
final class BoundedAnswers implements ExecChainHandler {
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(scope.originalRequest instanceof Cancellable call)) {
            throw new IOException("a call that cannot be broken off is not made");
        }
        Transport transport = Transport.of(scope.clientContext);
        RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
        RequestConfig own = transport == null ? config : transport.config(config);
        scope.clientContext.setRequestConfig(
                RequestConfig.copy(own).setProtocolUpgradeEnabled(false).build());
        Asked asked = new Asked(own.getResponseTimeout(), call, request, scope);
        if (transport == null) {
            return answer(asked, chain, () -> {});
        }
        Turn turn = transport.limits().enter(transport.timeouts().turn(), () -> isGivenUp(call));
        try {
            ClassicHttpResponse answer = answer(asked, chain, turn::end);
            turn.answered(answer.getCode(), answer.getEntity() == null);
            return answer;
        } catch (IOException | HttpException | RuntimeException e) {
            turn.failed();
            throw e;
        }
    }

    private static boolean isGivenUp(Cancellable call) {
        return call instanceof HttpUriRequestBase request && request.isCancelled();
    }

    private record Asked(Timeout limit, Cancellable call, ClassicHttpRequest request, ExecChain.Scope scope) {}

    /** @param ended is told when the body has ended, or nobody wants it */
    private static ClassicHttpResponse answer(Asked asked, ExecChain chain, Runnable ended)
            throws IOException, HttpException {
        ClassicHttpResponse answer = headInTime(asked, chain);
        if (answer.getEntity() != null) {
            answer.setEntity(new AnswerBody.Entity(answer.getEntity(), asked.call, ended));
        }
        return answer;
    }

    private static ClassicHttpResponse headInTime(Asked asked, ExecChain chain) throws IOException, HttpException {
        Timeout limit = asked.limit;
        if (limit == null || limit.isDisabled()) {
            return chain.proceed(asked.request, asked.scope);
        }
        try (Deadline deadline = Deadline.in(Duration.ofMillis(limit.toMilliseconds()), asked.call::cancel)) {
            try {
                return chain.proceed(asked.request, asked.scope);
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
