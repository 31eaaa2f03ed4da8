# syntax=docker/dockerfile:1

FROM python:3.11-slim-bookworm AS build
ENV UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1 \
    VIRTUAL_ENV=/venv \
    PATH=/venv/bin:$PATH
RUN python -m venv /venv && pip install --no-cache-dir uv==0.13.9
WORKDIR /app
# The packages change less often than the code: a layer of their own.
COPY requirements/base.lock requirements/base.lock
RUN --mount=type=cache,target=/root/.cache/uv \
    uv pip install --require-hashes -r requirements/base.lock && pip uninstall -y uv
COPY . .

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tutor
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "deploy/healthcheck.py", "web"]
CMD ["deploy/web", "--host", "0.0.0.0", "--port", "8000"]
