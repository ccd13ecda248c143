import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { systemClock } from './clock.ts';
import { type Span, spanIdOf, type Traces, traceIdOf } from './traces.ts';
import { within } from './within.ts';

interface OtlpTraces extends Traces {
  /** Sends what waits, as far as that takes no longer than a moment. Never throws. */
  stop(): Promise<void>;
}

/** A collector that is away holds up no process that ends: the exporter alone would try for 10 s, and fail. */
const STOP_MS = 2000;

/**
 * Spans by OTLP over HTTP, as JSON. Loaded only where an endpoint is set.
 *
 * @param endpoint Of the collector, e.g. http://127.0.0.1:4318. The exporter reads OTEL_EXPORTER_OTLP_HEADERS itself.
 */
export function openTraces(endpoint: string, stopMs = STOP_MS): OtlpTraces {
  const next = { traceId: '', spanId: '' };
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'greenlight' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
    // Ids are those of the work, so that parts that never meet make one trace.
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
  });
  const tracer = provider.getTracer('greenlight');
  return {
    end({ of, key, parent, name, startedAt, endedAt, attributes = {}, failed }: Span) {
      next.traceId = traceIdOf(of);
      next.spanId = spanIdOf(of, key);
      const above = parent === undefined ? undefined : spanIdOf(of, parent);
      const context =
        above === undefined
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, {
              traceId: next.traceId,
              spanId: above,
              traceFlags: TraceFlags.SAMPLED,
              isRemote: true,
            });
      // As dates: the SDK takes small numbers for ms of this process.
      const span = tracer.startSpan(
        name,
        { kind: SpanKind.INTERNAL, startTime: new Date(startedAt), attributes },
        context,
      );
      if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failed });
      span.end(new Date(endedAt));
    },
    async stop() {
      const sent = provider.shutdown().catch(() => {});
      await within(systemClock, stopMs, sent);
    },
  };
}
