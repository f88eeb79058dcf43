# A SOAP client that knows nothing of Carnet but its WSDL (zeep, from PyPI). Reads one call as JSON on standard input, with files of the card, the
# assertion and the content of the body; makes the message from the WSDL, sends it, and prints what it read of the answer as JSON.
import json
import sys

from lxml import etree
from requests import Session
from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.transports import Transport

call = json.load(sys.stdin)
session = Session()
# Its own authorities, whatever the environment says.
session.trust_env = False
session.cert = (call["cert"], call["key"])
session.verify = call["ca"]
wsse = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}Security"
security = etree.Element(wsse)
security.append(etree.fromstring(call["assertion"].encode("utf-8")))
body = etree.fromstring(call["body"].encode("utf-8"))

# WS-Addressing is of its own doing: the WSDL asks for it.
client = Client(
    f"{call['base']}/{call['service']}?wsdl",
    transport=Transport(session=session),
    settings=Settings(strict=True, raw_response=False),
)
operations = sorted(client.service._binding._operations)
operation = client.service[call["operation"]]
try:
    answer = operation(*[], _value_1=list(body), _attr_1=dict(body.attrib), _soapheaders=[security])
    content = [etree.tostring(one, encoding="unicode") if isinstance(one, etree._Element) else repr(one) for one in (answer._value_1 or [])]
    print(json.dumps({"operations": operations, "attributes": dict(answer._attr_1 or {}), "content": content}))
except Fault as fault:
    print(json.dumps({"operations": operations, "fault": fault.message, "detail": etree.tostring(fault.detail, encoding="unicode") if fault.detail is not None else None}))
