"""CRT: inspection certificates (商检凭单、凭条、电子底账)."""
